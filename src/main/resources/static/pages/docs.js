// the address of the login is relative to that of the page
if (location.pathname.endsWith('/')) {
  history.replaceState(null, '', location.pathname.slice(0, -1) + location.search + location.hash);
}

// Swagger UI keeps the form of a login beside its token, and would write both into the browser's storage.
const forgetSecrets = () => ({
  statePlugins: {
    auth: {
      wrapActions: {
        authorizeOauth2: (authorize) => ({ auth, token }) =>
          authorize({ auth: { ...auth, password: '', clientSecret: '' }, token })
      }
    }
  }
});

window.ui = SwaggerUIBundle({
  url: '/openapi.json',
  dom_id: '#swagger-ui',
  deepLinking: true,
  displayOperationId: false,
  displayRequestDuration: true,
  persistAuthorization: true,
  plugins: [forgetSecrets],
  validatorUrl: null
});
