"""What the others' halves of the comparison share: a name and a figure a line, in processor time."""
import statistics
import time


def report(name, value, spread=None):
    print(f"{name}\t{value}", flush=True)
    if spread is not None:
        print(f"{name}_sd\t{spread}", flush=True)


def over_seeds(name, values):
    """The mean, and with several values the deviation of one."""
    report(name, statistics.mean(values), statistics.stdev(values) if len(values) > 1 else None)


def seconds(body, count=1):
    """The median time of so many calls, and what the last one gave."""
    times = []
    for _ in range(count):
        start = time.process_time()
        result = body()
        times.append(time.process_time() - start)
    return statistics.median(times), result
