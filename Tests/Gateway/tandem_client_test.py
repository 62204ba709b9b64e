"""Calls a live gateway in all four kinds with the client of docs/clients; prints one line for each thing that holds."""
import sys

sys.path.insert(0, sys.argv[1])
from tandem_client import WAIT, CallError, Client  # noqa: E402

client = Client("127.0.0.1", int(sys.argv[2]), token=sys.argv[3] or None)


def check(name, holds):
    if not holds:
        sys.exit("failed: " + name)
    print("ok: " + name)


# Unary.
answer = client.unary("tandem.v1.Gateway/MatchFreelancers", job_id="j1", limit=3)
check("unary", [match.id for match in answer.matches] == ["f3", "f2", "f4"] and answer.job.id == "j1")
check("reflection", {"tandem.v1.Gateway/MatchSession", "tandem.v1.Health/Watch"} <= set(client.kinds))
check("health", client.unary("tandem.v1.Health/Check").state == 1)
try:
    client.unary("tandem.v1.Gateway/MatchFreelancers", job_id="nobody")
    check("an error is raised", False)
except CallError as error:
    check("status", error.code == 5)

# A stream of requests: more than the first window of 64 KiB.
Fact, Record = client.message("tandem.v1.Fact"), client.message("tandem.v1.RecordFactsRequest")


def facts(first, count):
    record = Record()
    for number in range(first, first + count):
        fact = record.facts.add(id=f"python-{number}", time=number + 1)
        fact.signup.user_id = f"u{number}"
        fact.signup.party = 1
    return record


uploads = [facts(number * 100, 100) for number in range(40)]
check("more than a window", sum(len(record.SerializeToString()) for record in uploads) > 100_000)
[receipt] = client.call("tandem.v1.Gateway/UploadFacts", uploads)
check("client streaming", (receipt.appended, receipt.duplicates, receipt.log_sequence) == (4000, 0, 4000))
[receipt] = client.call("tandem.v1.Gateway/UploadFacts", [facts(3990, 20)])
check("again", (receipt.appended, receipt.duplicates) == (10, 10))

# A stream of responses: more than the first window too.
ids = [fact.id for fact in client.call("tandem.v1.Gateway/ReadFacts", [dict(from_sequence=1)])]
check("server streaming", ids == [f"python-{number}" for number in range(4010)])
reader = client.call("tandem.v1.Gateway/ReadFacts", [dict(follow=True)])
check("follow", next(reader).id == "python-0")
reader.close()
check("after cancelling", client.unary("tandem.v1.Health/Check").state == 1)

# Both: a question, its answer, and only then the next question.
Question = client.message("tandem.v1.MatchSessionRequest")
seen = []


def questions():
    for number, job in enumerate(["j1", "j2", "nobody"]):
        question = Question(tag=str(number))
        question.match_freelancers.job_id = job
        yield question
        yield WAIT
        if len(seen) != number + 1:
            sys.exit("failed: the answer comes while the call is open")


for answer in client.call("tandem.v1.Gateway/MatchSession", questions()):
    seen.append(answer)
check("bidirectional", [answer.tag for answer in seen] == ["0", "1", "2"])
check("its answers", [answer.WhichOneof("answer") for answer in seen] == ["matches", "matches", "problem"])
check("its matches", seen[0].matches.matches[0].id == "f3" and seen[2].problem.code == 5)

# Deadlines and metadata.
try:
    list(client.call("tandem.v1.Gateway/ReadFacts", [dict(from_sequence=4011, follow=True)], timeout=0.2))
    check("a deadline ends a call", False)
except CallError as error:
    check("deadline", error.code == 4)
list(client.call("tandem.v1.Gateway/MatchFreelancers", [dict(job_id="j1")], metadata=[("debug", "1")]))
check("timing", any(entry.key == "tandem-timing-bin" and entry.binary for entry in client.metadata))
