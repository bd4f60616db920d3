from django import forms
from django.template.loader import render_to_string


class Example(forms.Form):
    text = forms.CharField(
        label="Opmerking",
        help_text="Kort.",
        widget=forms.TextInput(attrs={"placeholder": "typ hier", "class": "eigen"}),
    )
    answer = forms.ChoiceField(
        label="Antwoord", choices=[("ja", "Ja"), ("nee", "Nee")], widget=forms.RadioSelect
    )
    note = forms.CharField(label="Toelichting", required=False)
    token = forms.CharField(widget=forms.HiddenInput)


def fields(form):
    return render_to_string("components/form_fields.html", {"form": form})


def test_a_field_keeps_what_was_typed_and_names_its_mistake_for_a_screen_reader():
    html = fields(Example({"text": "", "answer": "ja", "note": "blijft staan", "token": "x"}))

    assert 'value="blijft staan"' in html
    assert 'aria-describedby="id_text_helptext id_text_error"' in html
    assert 'id="id_text_helptext"' in html
    assert 'id="id_text_error"' in html
    assert 'aria-invalid="true"' in html


def test_the_summary_leads_to_each_wrong_field():
    html = fields(Example({"text": "", "token": "x"}))

    assert '<a href="#id_text">Opmerking: ' in html
    assert '<a href="#id_answer_0">Antwoord: ' in html
    assert 'id="id_answer_0"' in html


def test_a_form_without_mistakes_has_no_summary():
    assert "error-summary" not in fields(Example())


def test_optional_fields_say_so_and_required_ones_do_not():
    html = fields(Example())

    assert html.count("niet verplicht") == 1


def test_inputs_get_the_house_classes_beside_their_own_and_lose_their_placeholder():
    html = fields(Example())

    assert 'class="utrecht-textbox utrecht-textbox--html-input eigen"' in html
    assert "typ hier" not in html


def test_several_inputs_stand_under_one_legend():
    html = fields(Example())

    assert '<legend class="field__label">Antwoord</legend>' in html
