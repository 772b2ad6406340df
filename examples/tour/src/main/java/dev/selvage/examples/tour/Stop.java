package dev.selvage.examples.tour;

/**
 * A place where the tour stops.
 *
 * @param name what to type to go there
 * @param title what there is to see
 * @param program shows it
 */
record Stop(String name, String title, Program program) {}
