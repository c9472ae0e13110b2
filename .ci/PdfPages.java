import java.io.File;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;

/** Ends with status 1 where the PDF cannot be read, has no page, or has a page without text. */
class PdfPages {
    public static void main(String[] args) throws Exception {
        try (PDDocument pdf = Loader.loadPDF(new File(args[0]))) {
            int pages = pdf.getNumberOfPages();
            if (pages == 0) {
                System.err.println(args[0] + " has no page.");
                System.exit(1);
            }
            PDFTextStripper text = new PDFTextStripper();
            for (int page = 1; page <= pages; page++) {
                text.setStartPage(page);
                text.setEndPage(page);
                if (text.getText(pdf).isBlank()) {
                    System.err.println(args[0] + ": page " + page + " has no text.");
                    System.exit(1);
                }
            }
            System.out.println(args[0] + ": " + pages + " pages");
        }
    }
}
