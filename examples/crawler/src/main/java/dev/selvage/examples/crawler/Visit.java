package dev.selvage.examples.crawler;

import java.net.URI;

/** What became of an address that was found. */
sealed interface Visit {
    /** {@return the address} */
    URI address();

    /** {@return the page on which it was found first} */
    URI from();

    /**
     * It was asked for.
     *
     * @param address what was found
     * @param from where
     * @param redirects how often it led on
     * @param end what was there in the end
     */
    record Done(URI address, URI from, int redirects, Fetched end) implements Visit {}

    /**
     * It is still the frontier: the crawl was stopped before its turn.
     *
     * @param address what was found
     * @param from where
     */
    record Left(URI address, URI from) implements Visit {}
}
