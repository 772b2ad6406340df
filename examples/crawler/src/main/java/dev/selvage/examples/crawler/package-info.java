/**
 * A bounded, polite crawler of a generated site, over real HTTP on the loopback.
 *
 * <ul>
 *   <li>{@link dev.selvage.examples.crawler.Crawl}: a goroutine for each page, which starts those of its links. Start reading here.
 *   <li>{@link dev.selvage.examples.crawler.Fetcher}: asks for each address once, whoever wants it and however often.
 *   <li>{@link dev.selvage.examples.crawler.Report}: what became of it all, kept by one goroutine that is told by the others.
 *   <li>{@link dev.selvage.examples.crawler.Site}: what is crawled, and counts who asks; {@link
 *       dev.selvage.examples.crawler.Layout} says what is on it.
 * </ul>
 */
@org.jspecify.annotations.NullMarked
package dev.selvage.examples.crawler;
