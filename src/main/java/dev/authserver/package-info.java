/**
 * The auth server: one room a capability, see the README's «Where things are».
 */
@NullMarked
package dev.authserver;

import org.jspecify.annotations.NullMarked;
