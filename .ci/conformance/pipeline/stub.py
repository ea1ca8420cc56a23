"""What our services export by their contract: every family with every value of its labels, and counters that move.

usage: stub.py CONTRACT VALUES PORT

It listens on every address, so that each pod has one of its own on loopback.
"""

import http.server
import itertools
import pathlib
import sys
import time

# Of histograms whose bounds the contract leaves open; as programs in several languages write them.
BOUNDS = ["1e-05", "0.001", "0.005", "0.01", "0.025", "0.05", "0.1", "0.25", "0.5", "1", "2.5", "5.0", "10", "30", "60", "300", "1800", "1e+06", "+Inf"]
BEGIN = time.time() - 600


def rows(path):
    lines = pathlib.Path(path).read_text().splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")]


def written(labels):
    return "{" + ",".join(f'{name}="{value}"' for name, value in labels) + "}" if labels else ""


def family(name, kind, labels, bounds, values, now):
    yield f"# TYPE {name} {kind}"
    for number, combination in enumerate(itertools.product(*(values[label] for label in labels))):
        pairs = list(zip(labels, combination))
        moved = int((now - BEGIN) * (1 + number % 3))
        if kind == "counter":
            yield f"{name}{written(pairs)} {moved}"
        elif kind == "gauge":
            yield f"{name}{written(pairs)} {now if name.endswith('_timestamp_seconds') else 1}"
        elif kind == "histogram":
            for place, bound in enumerate(bounds, 1):
                yield f"{name}_bucket{written([*pairs, ('le', bound)])} {moved * place // len(bounds)}"
            yield f"{name}_sum{written(pairs)} {moved / 10}"
            yield f"{name}_count{written(pairs)} {moved}"
        else:
            sys.exit(f"{name}: no {kind} is made here")


def main(contract, vocabulary, port):
    values = {label: listed.split(",") for label, listed in rows(vocabulary)}
    families = []
    for name, kind, labels, *bounds in rows(contract):
        families.append((name, kind, [label for label in labels.split(",") if label], [*bounds[0].split(","), "+Inf"] if bounds else BOUNDS))
    missing = {label for _, _, labels, _ in families for label in labels} - values.keys()
    if missing:
        sys.exit(f"{vocabulary}: no values for {', '.join(sorted(missing))}; add a line for each")

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            now = time.time()
            body = "\n".join(line for one in families for line in family(*one, values, now)) + "\n"
            self.send_response(200)
            self.send_header("Content-Type", "text/plain; version=0.0.4")
            self.end_headers()
            try:
                self.wfile.write(body.encode())
            except ConnectionError:
                pass  # Prometheus does not wait for targets that it no longer has

        def log_message(self, *_):
            pass

    http.server.ThreadingHTTPServer.request_queue_size = 200
    http.server.ThreadingHTTPServer(("", int(port)), Handler).serve_forever()


if __name__ == "__main__":
    main(*sys.argv[1:])
