// the address of the login is relative to that of the page
if (location.pathname.endsWith('/')) {
  history.replaceState(null, '', location.pathname.slice(0, -1) + location.search + location.hash);
}

window.ui = SwaggerUIBundle({
  url: '/openapi.json',
  dom_id: '#swagger-ui',
  deepLinking: true,
  displayOperationId: false,
  displayRequestDuration: true,
  persistAuthorization: false,
  validatorUrl: null
});
