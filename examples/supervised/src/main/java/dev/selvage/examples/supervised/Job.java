package dev.selvage.examples.supervised;

/**
 * One job.
 *
 * @param number which, from 1
 * @param attempt how often it was taken before
 */
record Job(int number, int attempt) {
    Job again() {
        return new Job(number, attempt + 1);
    }
}
