import java.net.URI;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** What the fences of the tour take for granted. */
public class TourStubs {
    protected record Request() {}

    protected record Invoice() {}

    protected record Payment() {}

    protected record Receipt() {}

    protected static final class Bank {
        public Receipt charge(Payment payment) {
            return new Receipt();
        }
    }

    protected static final class Ledger {
        public void save(Receipt receipt) {}

        public void timedOut(Payment payment) {}
    }

    protected final Bank bank = new Bank();
    protected final Ledger ledger = new Ledger();
    protected final Payment payment = new Payment();
    protected final List<Payment> payments = List.of(payment);
    protected final List<Request> requests = List.of(new Request());
    protected final List<Invoice> invoices = List.of(new Invoice());
    protected final List<URI> addresses = List.of();
    protected final BlockingQueue<String> jobs = new LinkedBlockingQueue<>();
    protected final BlockingQueue<String> data = new LinkedBlockingQueue<>();

    protected static String fetch(URI address) {
        return address.toString();
    }

    protected static void process(String job) {}

    protected static void serve() {}

    protected static void handle(Request request) {}

    protected static void send(Invoice invoice) {}
}
