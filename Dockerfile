# One image with all executables; compose.yaml says which one a container runs.
FROM swift:6.3-bookworm AS build
RUN apt-get update -qq \
    && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
        libprotobuf-c-dev libsqlite3-dev libmicrohttpd-dev zlib1g-dev pkg-config >/dev/null \
    && rm -rf /var/lib/apt/lists/*
WORKDIR /source
COPY Package.swift ./
COPY Shared Shared
COPY Services Services
# Not built, but the manifest names their folders.
COPY Tests Tests
COPY Benchmarks Benchmarks
RUN mkdir /programs \
    && for program in query-understanding semantic-search freelancer-model client-model recommender gateway tandem; do \
        swift build --configuration release --static-swift-stdlib --product "$program" \
            && strip --strip-debug -o "/programs/$program" ".build/release/$program" || exit 1; done

FROM debian:bookworm-slim
RUN apt-get update -qq \
    && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
        libprotobuf-c1 libsqlite3-0 libmicrohttpd12 zlib1g tzdata >/dev/null \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --system --uid 10001 --create-home --home-dir /home/tandem tandem \
    && install -d -o tandem -g tandem /market
COPY --from=build /programs/ /usr/local/bin/
USER tandem
ENV TANDEM_HOME=/market
VOLUME /market
CMD ["tandem", "--help"]
