# Tandem's table of contents: every task is a name here, the work is in scripts/ and in the `tandem` command.
#
#   make run     a running marketplace, from nothing: dependencies, build, sample data, training, six services
#   make test    every test, integration tests included
#
# `make run` keeps its data in $TANDEM_HOME (default ./var); delete that folder to begin anew.

SWIFT_BUILD := swift build --configuration release --explicit-target-dependency-import-check error

.DEFAULT_GOAL := help
.PHONY: help dependencies build run test conformance fuzz bench bench-codec bench-learning bench-retrieval bench-rpc sanitize format lint check \
	protos compose-test clean

help: ## list these tasks
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-14s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

dependencies: ## install the system libraries that are missing (Debian packages; sudo only where needed)
	@scripts/install-dependencies

build: dependencies ## build everything in release mode
	@$(SWIFT_BUILD)

run: build ## build, make a sample marketplace if there is none, import, train, start, print a match, serve until Ctrl-C
	@scripts/run

test: dependencies ## run all tests (builds in release mode, as `make run` does)
	@scripts/test

conformance: dependencies ## protobuf conformance: the public suite if CONFORMANCE_RUNNER says where, our own cases otherwise
	@scripts/conformance

fuzz: dependencies ## damaged bytes for every decoder, for SECONDS (default 60)
	@scripts/fuzz $(or $(SECONDS),60)

bench: build ## run the benchmarks that the README quotes, and print their figures
	@scripts/bench

bench-codec: dependencies ## protobuf encoding and decoding beside Google's C++, protobuf-c and swift-protobuf
	@$(SWIFT_BUILD) --product CodecBenchmark
	@Benchmarks/Codec/run

bench-learning: dependencies ## the learning algorithms beside LightGBM, shap, gensim and others, in one table (PARTS="trees text")
	@$(SWIFT_BUILD) --product LearningBenchmark
	@Benchmarks/Learning/run $(PARTS)

bench-retrieval: dependencies ## search and text beside hnswlib, tantivy, Lucene and others, in one table (PARTS="index")
	@$(SWIFT_BUILD) --product RetrievalBenchmark
	@Benchmarks/Retrieval/run $(PARTS)

bench-rpc: dependencies ## RPC beside gRPC C++ and a raw C echo, with ratios; idle connections; overload (ROUNDS=3 SECONDS=1)
	@scripts/bench-rpc $(or $(ROUNDS),3) $(or $(SECONDS),1)

sanitize: dependencies ## the tests of RPC under the address and the thread sanitizer
	@scripts/sanitize

format: ## format all Swift sources in place
	@swift format --in-place --parallel --configuration .swift-format --recursive Package.swift Shared Services Tests Benchmarks

lint: ## check formatting and style of all Swift sources
	@scripts/check format

check: ## every check that CI makes before it builds: style, layers, generated files, file sizes, links
	@scripts/check

protos: dependencies ## regenerate the C descriptors from protos/
	@scripts/generate-descriptors

compose-test: ## build the image, start all services by compose, import, train, match, stop one, start it again, tear down
	@scripts/compose-test

clean: ## remove what was built (not the data)
	@rm -rf .build
