// Generated from environments/production.yaml and the Java sources. Do not edit; run: mvn compile exec:java
window.xtrading = {
  environment: "production",
  api: "https://api.xtrading.com",
};
