import sys, time, urllib.request

address = sys.argv[1]
for attempt in range(12):
    try:
        with urllib.request.urlopen(address, timeout=5) as answer:
            print(address, answer.status)
            sys.exit(0)
    except OSError as problem:
        print(address, problem, file=sys.stderr)
        time.sleep(5)
sys.exit(1)
