package dev.selvage.examples.crawler;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What is on a site: pages that lead to each other, drawn from a seed, and what real sites have besides. The addresses say what is
 * there: {@code /page/7} a page, {@code /gone/7} nothing, {@code /moved/7} a redirect to a page, {@code /broken/7} an error, {@code
 * /hanging/7} no answer, {@code /circle/7} a redirect to itself.
 *
 * @param pages how many; each can be reached from the first
 * @param seed what the links are drawn from
 * @param hanging whether something on it never answers
 */
record Layout(int pages, long seed, boolean hanging) {
    private static final int BRANCHES = 3;

    /** Every how many pages one leads to such a place. */
    private static final int GONE = 100;

    private static final int MOVED = 50;
    private static final int BROKEN = 1_000;
    private static final int HANGING = 2_500;

    /** Every how many pages one takes its time. */
    private static final int SLOW = 20;

    /** Where a page leads, as it says it: with parts of pages, with relative addresses, and to other sites. */
    List<String> links(int page) {
        List<String> links = new ArrayList<>(List.of("#top", "https://example.org/"));
        for (int child = BRANCHES * page + 1; child <= BRANCHES * page + BRANCHES && child < pages; child++) {
            links.add("/page/" + child);
        }
        SplittableRandom random = new SplittableRandom(seed * 1_000_003 + page);
        links.add("../page/" + random.nextInt(pages) + "#details");
        links.add(Integer.toString(random.nextInt(pages))); // beside this one
        addIf(page % GONE == 7, "/gone/" + page, links);
        addIf(page % MOVED == 9, "/moved/" + page, links);
        addIf(page % BROKEN == 13, "/broken/" + page, links);
        addIf(page % HANGING == 17 && hanging, "/hanging/" + page, links);
        addIf(page == 3, "/circle/" + page, links);
        return links;
    }

    private static void addIf(boolean there, String link, List<String> links) {
        if (there) {
            links.add(link);
        }
    }

    /** The page to which the one with this number has moved. */
    int movedTo(int number) {
        return new SplittableRandom(seed * 31 + number).nextInt(pages);
    }

    boolean isSlow(int page) {
        return page % SLOW == 11;
    }

    String html(int page) {
        return links(page).stream()
                .map(link -> "<li><a href=\"" + link + "\">" + link + "</a></li>")
                .collect(Collectors.joining("\n", "<h1>Page " + page + "</h1>\n<ul>\n", "\n</ul>\n"));
    }

    /** How many places of a kind there are on it: those whose address begins so. */
    int count(String prefix) {
        return (int) IntStream.range(0, pages)
                .mapToObj(this::links)
                .flatMap(List::stream)
                .filter(link -> link.startsWith(prefix))
                .distinct()
                .count();
    }
}
