package dev.selvage.examples.crawler;

import java.net.URI;
import java.util.List;

/** What one request brought. That a page is broken is a result of a crawl, not a failure of it. */
sealed interface Fetched {
    /**
     * A page.
     *
     * @param links where it leads, in its order
     */
    record Page(List<URI> links) implements Fetched {}

    /**
     * A redirect.
     *
     * @param to where to
     */
    record Moved(URI to) implements Fetched {}

    /**
     * There is nothing.
     *
     * @param status as 404
     */
    record Dead(int status) implements Fetched {}

    /**
     * There should be something.
     *
     * @param why for people
     */
    record Broken(String why) implements Fetched {}

    /** No answer in time. */
    record TooSlow() implements Fetched {}
}
