package dev.selvage.examples.gateway;

import com.sun.net.httpserver.HttpExchange;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a caller wants to buy: {@code ?customer=7&item=item-12}.
 *
 * @param customer who
 * @param item what; its name may ask for trouble, see {@link Behaviour}
 */
record Question(long customer, String item) {
    private static final Pattern CUSTOMER = Pattern.compile("(?:^|&)customer=([0-9]{1,9})(?:&|$)");
    private static final Pattern ITEM = Pattern.compile("(?:^|&)item=([\\w-]{1,40})(?:&|$)");

    static Question of(HttpExchange exchange) {
        String query = exchange.getRequestURI().getRawQuery();
        return new Question(Long.parseLong(first(CUSTOMER, query, "7")), first(ITEM, query, "item-1"));
    }

    private static String first(Pattern pattern, String query, String otherwise) {
        Matcher matcher = pattern.matcher(query == null ? "" : query);
        return matcher.find() ? matcher.group(1) : otherwise;
    }

    String query() {
        return "?customer=" + customer + "&item=" + URLEncoder.encode(item, StandardCharsets.UTF_8);
    }
}
