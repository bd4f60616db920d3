import java.io.FileInputStream;
import java.io.InputStream;
import java.util.Set;
import java.util.TreeSet;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;
import org.verapdf.pdfa.validation.profiles.Profiles;

/** Prints one line per broken rule of PDF/A-3a and PDF/UA-1, nothing when the file obeys both. */
public class VeraCheck {
    public static void main(String[] files) throws Exception {
        java.util.logging.LogManager.getLogManager().reset();
        VeraGreenfieldFoundryProvider.initialise();
        Set<String> broken = new TreeSet<>();
        for (String file : files) {
            check(file, "3a", "PDFA-3A", broken);
            check(file, "ua1", "PDFUA-1", broken);
        }
        broken.forEach(System.out::println);
    }

    private static void check(String file, String flavour, String profile, Set<String> broken)
            throws Exception {
        String place = "org/verapdf/pdfa/validation/" + profile + ".xml";
        try (InputStream rules = VeraCheck.class.getClassLoader().getResourceAsStream(place);
                InputStream pdf = new FileInputStream(file);
                PDFAParser parser =
                        Foundries.defaultInstance()
                                .createParser(pdf, PDFAFlavour.byFlavourId(flavour));
                PDFAValidator validator =
                        Foundries.defaultInstance()
                                .createValidator(Profiles.profileFromXml(rules), false)) {
            ValidationResult result = validator.validate(parser);
            for (TestAssertion assertion : result.getTestAssertions()) {
                if (assertion.getStatus() == TestAssertion.Status.FAILED) {
                    broken.add(
                            file + " " + profile + " " + assertion.getRuleId().getClause() + "-"
                                    + assertion.getRuleId().getTestNumber() + " "
                                    + assertion.getMessage());
                }
            }
            if (!result.isCompliant() && broken.isEmpty()) {
                broken.add(file + " " + profile + " not compliant");
            }
        }
    }
}
