#!/usr/bin/env bash
# jsii-runtime (Java) 1.140.0 with cdk8s 2.70.47: nothing that was made is ever let go of. The Java library itself keeps every object
# that it made, so that none is collected when nobody else holds it, and it never asks the kernel to delete one. Two hundred apps are
# made and forgotten: the first is still there, and no request "del" is sent. The request exists, and a method of the library sends it
# (JsiiClient.deleteObject). Who draws much in one process pays in both.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
cat >pom.xml <<'XML'
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>example</groupId><artifactId>example</artifactId><version>1</version>
  <dependencies>
    <dependency><groupId>org.cdk8s</groupId><artifactId>cdk8s</artifactId><version>2.70.47</version></dependency>
    <dependency><groupId>software.constructs</groupId><artifactId>constructs</artifactId><version>10.8.1</version></dependency>
    <dependency><groupId>software.amazon.jsii</groupId><artifactId>jsii-runtime</artifactId><version>1.140.0</version></dependency>
  </dependencies>
</project>
XML
mvn -B -ntp -q org.apache.maven.plugins:maven-dependency-plugin:3.11.0:copy-dependencies -DoutputDirectory=lib >/dev/null
cat >Forget.java <<'JAVA'
import java.lang.ref.WeakReference;
import org.cdk8s.App;
import software.amazon.jsii.JsiiEngine;

public class Forget {
  public static void main(String[] arguments) throws Exception {
    WeakReference<App> first = new WeakReference<>(new App());
    for (int i = 1; i < 200; i++) new App();
    for (int i = 0; i < 20 && first.get() != null; i++) { System.gc(); Thread.sleep(50); }
    System.out.println("collected in Java: " + (first.get() == null));
    App last = new App();
    System.out.println("asked for: one");
    JsiiEngine engine = JsiiEngine.getInstance();
    engine.getClient().deleteObject(engine.nativeToObjRef(last));
    System.exit(0);
  }
}
JAVA
seen=$(JSII_DEBUG=1 java -cp 'lib/*' Forget.java 2>trace)
made=$(grep -c '"api":"create"' trace)
deleted=$(grep -c '"api":"del"' trace)
echo "$seen"
echo "requests: create $made, del $deleted (the one that was asked for)"
grep -q "collected in Java: false" <<<"$seen" && [ "$made" -eq 201 ] && [ "$deleted" -eq 1 ] || { echo "this has changed"; exit 1; }
