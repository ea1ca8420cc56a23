"""A small OpenID provider and a page behind the proxy (serve), and people who try to get to the page (try)."""
import base64
import hashlib
import http.client
import http.server
import json
import re
import secrets
import ssl
import subprocess
import sys
import threading
import time
import urllib.parse

WORK, MODE = sys.argv[1], sys.argv[2]
DOMAIN, ISSUER = "xtrading.com", "https://localhost:24443/realm"
# The groups of each person.
GROUPS = {"olga": ["xtrading-operators"], "vera": ["other", "xtrading-viewers"], "eve": ["others"], "leaving": ["xtrading-viewers"]}


def b64(data):
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def openssl(*args, data=b""):
    return subprocess.run(["openssl", *args], input=data, capture_output=True, check=True).stdout


class Provider(http.server.BaseHTTPRequestHandler):
    codes, refreshes = {}, {}

    def log_message(self, *_):
        pass

    def answer(self, status, body, **headers):
        data = json.dumps(body).encode()
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def token(self, person, client, nonce, groups):
        now = int(time.time())
        claims = {
            "iss": ISSUER, "aud": client, "sub": person, "email": person + "@xtrading.com", "email_verified": True,
            "iat": now, "exp": now + 300, "nonce": nonce, "groups": groups, "padding": secrets.token_hex(1200),
        }
        signed = b64(json.dumps({"alg": "RS256", "kid": "one"}).encode()) + "." + b64(json.dumps(claims).encode())
        return signed + "." + b64(openssl("dgst", "-sha256", "-sign", WORK + "/tls.key", data=signed.encode()))

    def tokens(self, person, client, nonce, groups):
        refresh = secrets.token_hex(8)
        Provider.refreshes[refresh] = (person, client, nonce)
        token = self.token(person, client, nonce, groups)
        self.answer(200, {"access_token": token, "id_token": token, "refresh_token": refresh, "token_type": "Bearer", "expires_in": 300})

    def do_GET(self):
        url = urllib.parse.urlparse(self.path)
        query = dict(urllib.parse.parse_qsl(url.query))
        if url.path == "/realm/.well-known/openid-configuration":
            self.answer(200, {
                "issuer": ISSUER, "authorization_endpoint": ISSUER + "/auth", "token_endpoint": ISSUER + "/token",
                "jwks_uri": ISSUER + "/keys", "id_token_signing_alg_values_supported": ["RS256"],
                "code_challenge_methods_supported": ["S256"],
            })
        elif url.path == "/realm/keys":
            modulus = openssl("rsa", "-in", WORK + "/tls.key", "-noout", "-modulus").decode().strip().split("=")[1]
            self.answer(200, {"keys": [{"kty": "RSA", "kid": "one", "use": "sig", "alg": "RS256", "n": b64(bytes.fromhex(modulus)), "e": "AQAB"}]})
        elif url.path == "/realm/auth":
            # The person stands in a header of the test's own, instead of a page with a password.
            code = secrets.token_hex(8)
            Provider.codes[code] = (self.headers["X-Person"], query)
            back = query["redirect_uri"] + "?" + urllib.parse.urlencode({"code": code, "state": query["state"]})
            self.answer(302, {}, Location=back)

    def do_POST(self):
        form = dict(urllib.parse.parse_qsl(self.rfile.read(int(self.headers["Content-Length"])).decode()))
        basic = base64.b64decode(self.headers.get("Authorization", "Basic ").split()[1] if self.headers.get("Authorization") else "").decode()
        secret = form.get("client_secret") or basic.partition(":")[2]
        if secret != "only-for-this-run":
            self.answer(401, {"error": "invalid_client"})
        elif form["grant_type"] == "refresh_token":
            person, client, nonce = Provider.refreshes.pop(form["refresh_token"])
            self.tokens(person, client, nonce, [] if person == "leaving" else GROUPS[person])
        else:
            person, asked = Provider.codes.pop(form["code"])
            proof = b64(hashlib.sha256(form.get("code_verifier", "").encode()).digest())
            if proof != asked.get("code_challenge") or form["redirect_uri"] != asked["redirect_uri"]:
                self.answer(400, {"error": "invalid_grant"})
            else:
                nonce = "of-another-sign-in" if person == "replayed" else asked["nonce"]
                self.tokens(person, asked["client_id"], nonce, GROUPS.get(person, GROUPS["olga"]))


class Page(Provider):
    """What is behind the proxy; it says what it was told about the person, and how often it was asked."""

    asked = 0

    def do_GET(self):
        Page.asked += self.path != "/asked"
        self.answer(200, {"asked": Page.asked, "headers": {name.lower(): value for name, value in self.headers.items()}})

    do_POST = do_GET


def serve():
    provider = http.server.ThreadingHTTPServer(("127.0.0.1", 24443), Provider)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(WORK + "/tls.crt", WORK + "/tls.key")
    provider.socket = context.wrap_socket(provider.socket, server_side=True)
    page = http.server.ThreadingHTTPServer(("127.0.0.1", 24090), Page)
    threading.Thread(target=page.serve_forever, daemon=True).start()
    open(WORK + "/ready", "w").close()
    provider.serve_forever()


class Browser:
    def __init__(self, port=24080, ui="prometheus"):
        self.port, self.ui, self.host, self.cookies = port, ui, f"{ui}.{DOMAIN}", {}

    def get(self, path, method="GET", **headers):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        cookies = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        connection.request(method, path, headers={"Host": self.host, **({"Cookie": cookies} if cookies else {}), **headers})
        answer = connection.getresponse()
        answer.text = answer.read().decode(errors="replace")
        for cookie in answer.headers.get_all("Set-Cookie") or []:
            name, _, rest = cookie.partition("=")
            attributes = [part.strip().lower() for part in rest.split(";")[1:]]
            assert name.startswith("__Host-"), cookie
            assert {"secure", "httponly", "samesite=lax", "path=/"} <= set(attributes), cookie
            assert not any(part.startswith("domain") for part in attributes), cookie
            self.cookies[name] = rest.split(";")[0]
        self.cookies = {name: value for name, value in self.cookies.items() if value}
        return answer

    def sign_in(self, person, path="/graph"):
        start = self.get(path)
        assert start.status == 302, (person, start.status)
        asked = urllib.parse.urlparse(start.headers["Location"])
        assert start.headers["Location"].startswith(ISSUER + "/auth?"), start.headers["Location"]
        query = dict(urllib.parse.parse_qsl(asked.query))
        assert query["client_id"] == "xtrading-production-" + self.ui and query["code_challenge_method"] == "S256", query
        assert query["redirect_uri"] == f"https://{self.host}/oauth2/callback" and query["nonce"], query
        provider = http.client.HTTPSConnection("localhost", 24443, context=ssl.create_default_context(cafile=WORK + "/tls.crt"))
        provider.request("GET", f"{asked.path}?{asked.query}", headers={"X-Person": person})
        back = urllib.parse.urlparse(provider.getresponse().headers["Location"])
        return self.get(f"{back.path}?{back.query}")


def asked():
    page = http.client.HTTPConnection("127.0.0.1", 24090)
    page.request("GET", "/asked")
    return json.loads(page.getresponse().read())["asked"]


def attempt():
    for path in ("/ping", "/ready"):
        assert Browser(24180).get(path).status == 200, path
    stranger = Browser()
    forged = {"X-Forwarded-User": "olga", "X-Forwarded-Email": "olga@xtrading.com", "X-Forwarded-Groups": "xtrading-operators",
              "X-Forwarded-For": "127.0.0.1", "X-Forwarded-Uri": "/ping", "X-Auth-Request-User": "olga", "Authorization": "Bearer e30.e30.e30"}
    for method in ("GET", "POST", "OPTIONS", "HEAD"):
        for path in ("/", "/graph", "/-/quit", "//graph", "/ping/../graph", "/oauth2/../graph", "/metrics"):
            for headers in ({}, forged):
                assert stranger.get(path, method, **headers).status in (301, 302, 307, 308, 400, 401, 404), (method, path)
        assert stranger.get("/api/v1/query", method, **forged).status == 401
    assert asked() == 0, "somebody got to the page without a session"

    for person in ("eve", "replayed"):
        refused = Browser()
        answer = refused.sign_in(person)
        assert answer.status in (403, 500), (person, answer.status)
        assert refused.get("/graph").status in (302, 403)
    assert Browser().get("/oauth2/callback?code=of-somebody&state=of-somebody:/").status in (403, 500)
    assert asked() == 0, "somebody without the group, or with another's token, got to the page"

    for person in ("olga", "vera"):
        browser = Browser()
        back = browser.sign_in(person, "/graph?g0.expr=up")
        assert back.status == 302 and back.headers["Location"] == "/graph?g0.expr=up", (person, back.status, back.headers["Location"])
        page = browser.get("/api/v1/query")
        told = json.loads(page.text)["headers"]
        assert page.status == 200 and asked() > 0
        assert not {"authorization", "x-forwarded-access-token", "x-forwarded-user", "x-forwarded-email", "x-forwarded-groups", "x-auth-request-user"} & set(told), told
        assert sum(len(value) for name, value in browser.cookies.items()) > 4096, "the test's cookie is too short to prove anything"
        changed = Browser()
        changed.cookies = {name: value[:-9] + secrets.token_hex(4) + value[-1] for name, value in browser.cookies.items()}
        assert changed.get("/graph").status == 302, "a changed cookie opens the page"

    for person, later in (("olga", 200), ("leaving", 403)):
        browser = Browser(24182)
        assert browser.sign_in(person).status == 302
        assert browser.get("/graph").status == 200, person
        time.sleep(3)
        assert browser.get("/graph").status == later, (person, "after the provider was asked again")

    # RabbitMQ takes no header of more than 4096 bytes, and sees the cookie.
    browser = Browser(24184, "rabbitmq")
    assert Browser(24184, "rabbitmq").sign_in("vera").status == 403, "a viewer may not open the broker"
    assert browser.sign_in("olga").status == 302
    seen = json.loads(browser.get("/api/overview", Authorization="Bearer of-the-page").text)["headers"]
    assert len(seen["cookie"]) < 2048 and seen["authorization"] == "Bearer of-the-page", seen

    metrics = http.client.HTTPConnection("127.0.0.1", 24181)
    metrics.request("GET", "/metrics")
    text = metrics.getresponse().read().decode()
    assert re.search(r'oauth2_proxy_requests_total\{code="(403|500)"\} [1-9]', text), text[:500]
    with open(WORK + "/proxy.log") as file:
        log = file.read()
    assert "code=" not in log and "only-for-this-run" not in log and "padding" not in log, "a secret stands in the log"
    lines = [json.loads(line) for line in log.splitlines() if line]
    assert any(line.get("user") == "olga@xtrading.com" for line in lines), "the log does not say who"


serve() if MODE == "serve" else attempt()
