// Generated from environments/development.yaml and the Java sources. Do not edit; run: mvn compile exec:java
window.xtrading = {
  environment: "development",
  api: "https://api.development.xtrading.com",
};
