"""trueskill and openskill, a match of two players each time."""
from measure import report, seconds

try:
    import trueskill
except ImportError as error:
    print(f"left out: trueskill, {error}")
else:
    environment = trueskill.TrueSkill()
    players = [environment.create_rating() for _ in range(2)]
    spent, _ = seconds(lambda: [trueskill.rate_1vs1(*players, env=environment) for _ in range(2000)])
    report("trueskill_us", spent / 2000 * 1e6)

try:
    import openskill.models
except ImportError as error:
    print(f"left out: openskill, {error}")
else:
    model = openskill.models.PlackettLuce()
    teams = [[model.rating()], [model.rating()]]
    spent, _ = seconds(lambda: [model.rate(teams) for _ in range(2000)])
    report("openskill_us", spent / 2000 * 1e6)
