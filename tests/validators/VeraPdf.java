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
import org.verapdf.processor.reports.enums.JobEndStatus;

/**
 * Turns PDF files into verdicts, one tab-separated line each: `java VeraPdf.java FLAVOUR FILE...`.
 *
 * For each file "FAIL clause test rule place" once for each broken rule, or "ERROR message" when it
 * could not be read; then "END compliant" or "END broken".
 */
public class VeraPdf {
    private static final int CHECKS_SHOWN_PER_RULE = 1;

    public static void main(String[] arguments) {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        VeraGreenfieldFoundryProvider.initialise();
        PDFAFlavour flavour = PDFAFlavour.valueOf(arguments[0]);
        for (int index = 1; index < arguments.length; index++) {
            try {
                report(out, judge(new File(arguments[index]), flavour));
            } catch (Exception error) {
                line(out, "ERROR", error);
                line(out, "END", "broken");
            }
        }
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
        boolean judged = result.getJobEndStatus() == JobEndStatus.NORMAL && result.getTotalAssertions() > 0;
        if (judged) {
            line(out, "END", result.isCompliant() ? "compliant" : "broken");
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
