package dev.authserver.email;

import dev.authserver.testsupport.ApiTest;

/**
 * The rules about e-mails of an earlier form on H2.
 */
@ApiTest
class CanonicalEmailsTests extends CanonicalEmailsRules {

}
