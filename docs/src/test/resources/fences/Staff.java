import java.io.IOException;

/** What the guide to supervision takes for granted: something to connect to and something to do. */
public class Staff {
    public static void connect() throws IOException {}

    public static void poll() throws IOException, InterruptedException {}

    public static void mail() throws IOException, InterruptedException {}

    public static void warn(Throwable failure) {}
}
