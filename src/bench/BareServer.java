import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * A handler of Spring MVC with nothing around it, neither security nor a database: what
 * the server's own routes are compared with.
 */
@EnableAutoConfiguration
@RestController
public class BareServer {
	public static void main(String[] args) {
		SpringApplication.run(BareServer.class, args);
	}

	@GetMapping({ "/", "/user/" })
	public User user(@RequestParam(name = "email", defaultValue = "") String email) {
		return new User(1, email);
	}
	public record User(long id, String email) { }
}
