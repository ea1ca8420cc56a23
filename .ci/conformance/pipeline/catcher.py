"""Stands for the chat, the pager and the dead man's switch: keeps what Alertmanager posts, one JSON object a line.

usage: catcher.py FILE PORT
"""

import http.server
import json
import sys
import threading


def main(file, port):
    lock = threading.Lock()
    open(file, "w").close()

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_POST(self):
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            with lock, open(file, "a") as out:
                out.write(json.dumps({"path": self.path, "body": body}) + "\n")
            answer = b'{"status":"success"}' if self.path == "/page" else b"ok"
            self.send_response(202 if self.path == "/page" else 200)
            self.send_header("Content-Type", "application/json" if self.path == "/page" else "text/plain")
            self.send_header("Content-Length", str(len(answer)))
            self.end_headers()
            self.wfile.write(answer)

        def log_message(self, *_):
            pass

    http.server.ThreadingHTTPServer.request_queue_size = 200
    http.server.ThreadingHTTPServer(("127.0.0.1", int(port)), Handler).serve_forever()


if __name__ == "__main__":
    main(*sys.argv[1:])
