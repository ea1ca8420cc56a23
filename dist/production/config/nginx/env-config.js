window.xtrading = {
  environment: "production",
  api: "https://api.xtrading.com",
};
