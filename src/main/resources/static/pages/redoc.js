Redoc.init('/openapi.json', { hideDownloadButtons: false, nativeScrollbars: true }, document.getElementById('redoc'));
