package dev.authserver.testsupport;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;

/**
 * The classes of the servers that tests start, shared between these servers by Java's
 * class data sharing, so that a start takes about half of the processor's time. Java
 * shares classes of jars only, so that the server's own come from a jar as well.
 */
final class ServerClasses {

	private static final Path FOLDER = Path.of("target", "server-classes").toAbsolutePath();

	private static final Path JAR = FOLDER.resolve("auth-server.jar");

	private static final Path ARCHIVE = FOLDER.resolve("classes.jsa");

	private static final List<String> OPTIONS = make();

	private ServerClasses() {
	}

	/**
	 * The options with which Java finds the classes.
	 */
	static List<String> options() {
		return OPTIONS;
	}

	private static List<String> make() {
		try {
			Files.createDirectories(FOLDER);
			Files.deleteIfExists(ARCHIVE);
			pack(Path.of("target", "classes"), Path.of("target", "test-classes"));
			Map<String, String> settings = ServerProcess.settings(Files.createTempDirectory(FOLDER, "data"));
			List<String> options = List.of("-Xlog:disable", "-cp", classPath());
			try (ServerProcess server = ServerProcess.train(settings, with("-XX:ArchiveClassesAtExit=", options))) {
				server.api().adminToken();
				server.stop();
			}
			return with("-XX:SharedArchiveFile=", options);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static List<String> with(String option, List<String> options) {
		return Stream.concat(Stream.of(option + ARCHIVE), options.stream()).toList();
	}

	private static String classPath() {
		return System.getProperty("java.class.path")
			.replace(Path.of("target", "classes").toAbsolutePath().toString(), JAR.toString())
			.replace(Path.of("target", "test-classes").toAbsolutePath() + File.pathSeparator, "");
	}

	private static void pack(Path... folders) throws IOException {
		Set<String> names = new HashSet<>();
		try (OutputStream file = Files.newOutputStream(JAR); JarOutputStream jar = new JarOutputStream(file)) {
			for (Path folder : folders) {
				try (Stream<Path> paths = Files.walk(folder).skip(1)) {
					for (Path path : paths.toList()) {
						String name = folder.relativize(path).toString().replace(File.separatorChar, '/');
						add(path, Files.isDirectory(path) ? name + "/" : name, names, jar);
					}
				}
			}
		}
	}

	/**
	 * Folders have entries as well, as Spring looks for components in these.
	 */
	private static void add(Path path, String name, Set<String> names, JarOutputStream jar) throws IOException {
		if (names.add(name)) {
			jar.putNextEntry(new JarEntry(name));
			if (Files.isRegularFile(path)) {
				Files.copy(path, jar);
			}
		}
	}

}
