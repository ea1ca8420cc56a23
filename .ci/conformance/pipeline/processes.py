"""Starts programs, waits for what they say, and ends those that it started."""

import json
import pathlib
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request


class Processes:
    def __init__(self, folder):
        self.folder = pathlib.Path(folder)
        self.running = {}

    def start(self, name, *command):
        with open(self.folder / f"{name}.log", "wb") as log:
            self.running[name] = subprocess.Popen(list(map(str, command)), stdout=log, stderr=subprocess.STDOUT, cwd=self.folder)
        return self.running[name]

    def stop(self):
        for process in self.running.values():
            process.terminate()
        for process in self.running.values():
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()

    def until(self, what, asked, seconds=60):
        """Asks again and again until the answer is true; says what the programs logged where it never is."""
        end = time.time() + seconds
        while time.time() < end:
            try:
                answer = asked()
                if answer:
                    return answer
            except (OSError, ValueError):
                pass
            dead = [name for name, process in self.running.items() if process.poll() is not None]
            if dead:
                break
            time.sleep(0.5)
        for log in sorted(self.folder.glob("*.log")):
            print(f"-- {log.name}\n" + "\n".join(log.read_text(errors="replace").splitlines()[-8:]), file=sys.stderr)
        sys.exit(f"not seen within {seconds} s: {what}")


def get(url, **query):
    if query:
        url += "?" + urllib.parse.urlencode(query)
    try:
        with urllib.request.urlopen(url, timeout=30) as answer:
            return answer.read().decode()
    except urllib.error.HTTPError as refused:
        raise ValueError(f"{refused.code} {refused.read().decode()}") from refused


def data(url, **query):
    return json.loads(get(url, **query))["data"]


def post(url, body):
    request = urllib.request.Request(url, json.dumps(body).encode(), {"Content-Type": "application/json"})
    with urllib.request.urlopen(request, timeout=30) as answer:
        return answer.read()
