"""M/M/1 with SimPy 3 as its manual has it: a process for each customer, a resource for the server."""

import json
import random
import sys
import time

import simpy


def customers_come(env, server, customers):
    for _ in range(customers):
        env.process(customer(env, server))
        yield env.timeout(random.expovariate(0.8))


def customer(env, server):
    with server.request() as request:
        yield request
        yield env.timeout(random.expovariate(1.0))


def main():
    customers = int(sys.argv[1])
    random.seed(1)
    env = simpy.Environment()
    env.process(customers_come(env, simpy.Resource(env, 1), customers))
    start = time.process_time()
    env.run()
    print(json.dumps({"eventsPerS": 2 * customers / (time.process_time() - start), "end": env.now}))


main()
