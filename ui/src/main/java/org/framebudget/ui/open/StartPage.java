package org.framebudget.ui.open;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javafx.collections.ListChangeListener;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.framebudget.ui.text.Labels;
import org.framebudget.ui.text.Texts;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** What is shown while nothing is open: open a file, those from before, and the shipped scenarios. */
public final class StartPage extends ScrollPane {
    private static final double CARD_WIDTH_PX = 274;
    private static final double CARD_HEIGHT_PX = 226;
    private static final int RECENT_SHOWN = 5;

    private final Opener opener;
    private final FlowPane gallery = new FlowPane(12, 12);
    private final FlowPane recent = new FlowPane(14, 2);
    private final Label recentHeading = Labels.heading("start.recent");
    private final Label none = new Label(Texts.get("start.none"));
    private final TextField search = new TextField();
    private final Button back = new Button(Texts.get("start.back"), new FontIcon(Feather.ARROW_LEFT));
    private List<Card> cards = List.of();
    private double cardWidthPx = CARD_WIDTH_PX;
    private final List<Button> views = new ArrayList<>();

    /**
     * The page without its cards yet.
     *
     * @param onOpen asks for a file
     */
    public StartPage(Opener opener, Runnable onOpen) {
        this.opener = opener;
        Button open = new Button(Texts.get("start.open"), new FontIcon(Feather.FOLDER));
        open.setId("start-open");
        open.getStyleClass().add("accent");
        open.setOnAction(event -> onOpen.run());
        back.setId("start-back");
        back.setOnAction(event -> opener.hideStart());
        Label hint = new Label(Texts.get("start.drop"));
        hint.getStyleClass().add("quiet");
        HBox first = new HBox(10, open, back, hint);
        first.setAlignment(Pos.CENTER_LEFT);
        search.setId("start-search");
        search.setPromptText(Texts.get("start.search"));
        search.setAccessibleText(Texts.get("start.search"));
        search.setPrefWidth(220);
        search.textProperty().addListener((property, old, now) -> filter());
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        HBox galleryHead = new HBox(10, Labels.heading("start.gallery"), gap, search);
        galleryHead.setAlignment(Pos.CENTER_LEFT);
        none.getStyleClass().add("quiet");
        gallery.setId("start-cards");
        VBox page = new VBox(10, title(), first, recentHeading, recent, galleryHead, none, gallery);
        page.getStyleClass().add("start");
        setContent(page);
        setFitToWidth(true);
        setHbarPolicy(ScrollBarPolicy.NEVER);
        setId("start");
        getStyleClass().add("start-scroll");
        addEventHandler(KeyEvent.KEY_PRESSED, event -> {
            if (event.getCode() == KeyCode.ESCAPE) {
                opener.hideStart();
            }
        });
        gallery.widthProperty().addListener((property, old, now) -> fit(now.doubleValue()));
        opener.recent().addListener((ListChangeListener<Path>) change -> showRecent());
        showRecent();
        showCards(List.of());
    }

    private static Label title() {
        Label label = new Label(Texts.get("start.title"));
        label.getStyleClass().add("start-title");
        label.setWrapText(true);
        return label;
    }

    /** Shows the shipped scenarios. */
    public void showCards(List<Card> shipped) {
        cards = List.copyOf(shipped);
        views.clear();
        cards.forEach(card -> views.add(view(card, opener::openSoon)));
        views.forEach(view -> size(view, cardWidthPx));
        filter();
    }

    /** Whether there is something to go back to. */
    public void setBack(boolean something) {
        back.setVisible(something);
        back.setManaged(something);
    }

    /** As many cards side by side as there is room for, and no room left over. */
    private void fit(double widthPx) {
        double gap = gallery.getHgap();
        int columns = Math.max(1, (int) ((widthPx + gap) / (CARD_WIDTH_PX + gap)));
        cardWidthPx = Math.max(CARD_WIDTH_PX, Math.floor((widthPx - (columns - 1) * gap) / columns) - 1);
        views.forEach(view -> size(view, cardWidthPx));
    }

    private static void size(Button view, double widthPx) {
        view.setMinSize(widthPx, CARD_HEIGHT_PX);
        view.setMaxSize(widthPx, CARD_HEIGHT_PX);
        Region content = (Region) view.getGraphic();
        content.setMinSize(widthPx - 26, CARD_HEIGHT_PX - 24);
        content.setMaxSize(widthPx - 26, CARD_HEIGHT_PX - 24);
    }

    private void filter() {
        gallery.getChildren().clear();
        for (int i = 0; i < cards.size(); i++) {
            if (search.getText().isBlank() || cards.get(i).has(search.getText())) {
                gallery.getChildren().add(views.get(i));
            }
        }
        boolean empty = !cards.isEmpty() && gallery.getChildren().isEmpty();
        none.setVisible(empty);
        none.setManaged(empty);
    }

    private void showRecent() {
        recent.getChildren().clear();
        for (Path file : opener.recent().stream().limit(RECENT_SHOWN).toList()) {
            Hyperlink link = new Hyperlink(RecentNames.of(file));
            link.setTooltip(new Tooltip(file.toString()));
            link.setAccessibleText(file.toString());
            link.setOnAction(event -> opener.openRecent(file));
            recent.getChildren().add(link);
        }
        for (Node node : List.of(recent, recentHeading)) {
            node.setVisible(!opener.recent().isEmpty());
            node.setManaged(!opener.recent().isEmpty());
        }
    }

    private static Button view(Card card, Consumer<Path> open) {
        Label question = new Label(card.question());
        question.setWrapText(true);
        question.getStyleClass().add("card-question");
        question.setMinHeight(Region.USE_PREF_SIZE);
        Label sentence = new Label(card.sentence());
        sentence.setWrapText(true);
        sentence.setAlignment(Pos.TOP_LEFT);
        sentence.getStyleClass().addAll("quiet", "small");
        StackPane picture = new StackPane();
        picture.getStyleClass().add("card-picture");
        picture.setMinHeight(88);
        if (card.sketch() != null) {
            picture.getChildren().add(new SketchView(card.sketch()));
        }
        VBox content = new VBox(6, picture, question, sentence);
        Button button = new Button(null, content);
        button.getStyleClass().setAll("gallery-card");
        button.setId("card-" + card.name());
        button.setAccessibleText(card.question() + " " + card.sentence());
        button.setTooltip(new Tooltip(card.name()));
        button.setOnAction(event -> open.accept(card.file()));
        return button;
    }
}
