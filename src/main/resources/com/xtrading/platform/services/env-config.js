window.xtrading = {
  environment: "@environment@",
  api: "@api@",
};
