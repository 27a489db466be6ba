window.ui = SwaggerUIBundle({
  url: '/openapi.json',
  dom_id: '#swagger-ui',
  deepLinking: true,
  displayOperationId: false,
  displayRequestDuration: true,
  persistAuthorization: false,
  validatorUrl: null
});
