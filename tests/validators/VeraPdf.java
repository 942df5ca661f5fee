import java.io.File;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;

/**
 * Turns PDF files into verdicts, one tab-separated line each: `java VeraPdf.java FLAVOUR FILE...`.
 *
 * "FILE n" opens the n-th file; then come "FAIL clause test message place" for each broken rule,
 * or "ERROR message" when the file could not be judged, or "PASS checks"; "DONE" ends the run.
 */
public class VeraPdf {
    private static final int CHECKS_SHOWN_PER_RULE = 1;

    public static void main(String[] arguments) {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        VeraGreenfieldFoundryProvider.initialise();
        PDFAFlavour flavour = PDFAFlavour.valueOf(arguments[0]);
        for (int index = 1; index < arguments.length; index++) {
            line(out, "FILE", index - 1);
            try {
                report(out, judge(new File(arguments[index]), flavour));
            } catch (Exception error) {
                line(out, "ERROR", error);
            }
        }
        line(out, "DONE");
    }

    private static ValidationResult judge(File file, PDFAFlavour flavour) throws Exception {
        try (PDFAParser parser = Foundries.defaultInstance().createParser(file, flavour);
                PDFAValidator validator = Foundries.defaultInstance()
                        .createValidator(flavour, CHECKS_SHOWN_PER_RULE, false, true, false)) {
            return validator.validate(parser);
        }
    }

    private static void report(PrintStream out, ValidationResult result) {
        for (TestAssertion check : result.getTestAssertions()) {
            if (check.getStatus() == TestAssertion.Status.FAILED) {
                line(out, "FAIL", check.getRuleId().getClause(), check.getRuleId().getTestNumber(),
                        check.getMessage(), check.getLocation().getContext());
            }
        }
        if (result.isCompliant()) {
            line(out, "PASS", result.getTotalAssertions());
        }
    }

    private static void line(PrintStream out, Object... fields) {
        StringBuilder text = new StringBuilder();
        for (Object field : fields) {
            text.append(text.length() == 0 ? "" : "\t").append(String.valueOf(field).replaceAll("\\s+", " "));
        }
        out.println(text);
    }
}
