"""What who asks for much takes from who asks for little: look-ups at a fixed rate, alone, and while
other connections ask for lists of 1,000 all the time. Both in each round, so that a slow minute of
the machine hits both."""

from load import CONNECTIONS, OpenLoop, Wrk, together
from servers import Server
from workloads import READS, Requests

PART = 0.2  # of the look-ups that the server answers in a closed loop
GREEDY = 8  # connections that ask for lists


def measure(arguments, cluster, say):
    by_name = {one.name: one for one in READS}
    with Server(arguments.program, cluster) as server:
        look_ups = Requests(by_name["C3"], server, cluster, arguments)
        lists = Requests(by_name["L1000"], server, cluster, arguments)
        for _ in range(2 if arguments.warm else 1):
            [most] = together(cluster, 1, arguments.seed, Wrk(server, look_ups, CONNECTIONS))
        rate = max(1, round(most["per_second"] * PART))
        asks = OpenLoop(arguments.open_loop, server, look_ups, rate)
        greedy = Wrk(server, lists, GREEDY)
        rounds = []
        for number in range(arguments.rounds):
            seed = arguments.seed + number
            [alone] = together(cluster, arguments.seconds, seed, asks)
            among, taken = together(cluster, arguments.seconds, seed, asks, greedy)
            rounds.append({"alone": alone, "among": among, "lists_per_second": taken["per_second"]})
            say(f"  fairness, round {number + 1}: P99 {alone['p99_us'] / 1000:.1f} ms alone,"
                f" {among['p99_us'] / 1000:.1f} ms among {taken['per_second']:.0f} lists/s")
    return {"rate": rate, "most": most["per_second"], "greedy": GREEDY, "rounds": rounds}
