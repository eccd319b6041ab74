using QuantumAttributes.Channels.StructuredFields;

namespace QuantumAttributes.Fuzz;

internal sealed class StructuredFieldTarget : FuzzTarget
{
    public override string Name => "structured-field";

    public override string Claim =>
        "RFC 9651 item, list, dictionary: FormatException, or a value that comes back from its own text";

    protected override void Execute(byte[] input)
    {
        string text = FuzzText.Decode(input);
        foreach (bool strict in (bool[])[false, true])
        {
            Check(
                StructuredField.TryParseItem(text, out Item? item, strict),
                item,
                text,
                t => StructuredField.ParseItem(t, strict));
            Check(
                StructuredField.TryParseList(text, out FieldList? list, strict),
                list,
                text,
                t => StructuredField.ParseList(t, strict));
            Check(
                StructuredField.TryParseDictionary(text, out FieldDictionary? dictionary, strict),
                dictionary,
                text,
                t => StructuredField.ParseDictionary(t, strict));
        }
    }

    public override IEnumerable<FuzzSeed> Seeds() =>
    [
        new("item", "-999999999999.999;a=1;b;c=?0;d=@-5"),
        new("string", "\"a \\\"quoted\\\" \\\\ word\";q=\"\""),
        new("bytes", ":aGVsbG8=:;x=:aGk:"),
        new("display", "%\"f%c3%bc%c3%bc\""),
        new("display-bad", "%\"%c3%\""),
        new("token", "*a/b:c;d=e"),
        new("list", "a, (b \"c\";d=1 3.14);e=2,\t?1 , ()"),
        new("dictionary", "a=1, b;c=2, a=(x y);z, *k.-_=@1659578233"),
        new("long", "9999999999999999"),
        new("trailing", "a=1,"),
        new("empty", ""),
    ];

    private static void Check<T>(bool accepted, T? value, string text, Func<string, T> parse)
        where T : class
    {
        T? parsed = Contract.Parse<T, FormatException>(() => parse(text));
        Contract.Holds(accepted == (value is not null) && accepted == (parsed is not null), "Parse and TryParse agree");
        if (parsed is null)
            return;
        string canonical = parsed.ToString()!;
        Contract.Holds(value!.ToString() == canonical, "on the value as well");
        Contract.Holds(parse(canonical).ToString() == canonical, "what is written comes back");
    }
}
