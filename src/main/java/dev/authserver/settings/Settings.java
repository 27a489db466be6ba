package dev.authserver.settings;

/**
 * Marks the settings of each room, so that they can be asked for as a whole: all are
 * read, and so checked, before the server touches the data.
 */
public interface Settings {

}
