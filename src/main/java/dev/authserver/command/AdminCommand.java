package dev.authserver.command;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;

import dev.authserver.credential.PasswordPolicy;
import dev.authserver.credential.Passwords;
import dev.authserver.email.Emails;
import dev.authserver.user.UserDirectory;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import org.springframework.context.ApplicationContext;
import org.springframework.util.StringUtils;

/**
 * Makes an admin, so that nobody needs SQL who has lost the password of the last one.
 */
@Command(name = "admin", mixinStandardHelpOptions = true, description = {
		"Makes an active admin of a user, who is created if need be, sets the password, and ends the user's sessions.",
		"The password comes from a prompt, else from the first line of the standard input, else from ADMIN_PASSWORD "
				+ "or the file that ADMIN_PASSWORD_FILE names." })
class AdminCommand implements Callable<Integer> {

	private static final String VARIABLE = "ADMIN_PASSWORD";

	private final Services services;

	private final Terminal terminal;

	@Spec
	private CommandSpec spec = CommandSpec.create();

	@Parameters(paramLabel = "EMAIL", description = "The user's e-mail.")
	private String email = "";

	AdminCommand(Services services, Terminal terminal) {
		this.services = services;
		this.terminal = terminal;
	}

	@Override
	public Integer call() throws Exception {
		if (!Emails.isValid(this.email)) {
			throw new ParameterException(this.spec.commandLine(), "EMAIL is no e-mail address");
		}
		return this.services.use(this::run, Map.of());
	}

	private int run(ApplicationContext beans) throws Exception {
		Optional<String> typed = this.terminal.readPassword();
		String password = typed.orElse(beans.getEnvironment().getProperty(VARIABLE, ""));
		if (!StringUtils.hasLength(password)) {
			this.terminal.err().println("There is no password: type it, pipe it in, or set " + VARIABLE);
			return ExitCode.USAGE;
		}
		String canonical = Emails.canonical(this.email);
		PasswordPolicy policy = beans.getBean(PasswordPolicy.class);
		policy.refuse("password", password, canonical);
		String hash = beans.getBean(Passwords.class).hash(password);
		boolean created = beans.getBean(UserDirectory.class).makeAdmin(canonical, hash);
		this.terminal.out().println(canonical + (created ? " is created as an admin" : " is an admin now"));
		return ExitCode.OK;
	}

}
