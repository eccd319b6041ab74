using QuantumAttributes.Cryptography;

namespace QuantumAttributes.Fuzz;

internal sealed class ThumbprintTarget : FuzzTarget
{
    public override string Name => "thumbprint";

    public override string Claim => "KeyThumbprint: FormatException, or a thumbprint whose text is the same";

    protected override void Execute(byte[] input)
    {
        string text = FuzzText.Decode(input);
        KeyThumbprint? parsed = Parse(text);
        Contract.Holds(KeyThumbprint.TryParse(text, out KeyThumbprint tried) == parsed.HasValue, "Parse and TryParse agree");
        Contract.Holds(tried == (parsed ?? default), "on the value as well");
        if (parsed is { } thumbprint)
            Contract.Holds(thumbprint.ToString() == text, "one thumbprint has one text");
        if (input.Length == KeyThumbprint.Size)
            Contract.Holds(
                KeyThumbprint.Parse(new KeyThumbprint(input).ToString()).ToArray().SequenceEqual(input), "any bytes have a text");
    }

    public override IEnumerable<FuzzSeed> Seeds()
    {
        using SigningKey key = FuzzCryptography.SigningKey(SignatureAlgorithm.MLDsa65);
        string text = key.VerifyingKey.Thumbprint.ToString();
        yield return new FuzzSeed("good", text);
        yield return new FuzzSeed("bytes", key.VerifyingKey.Thumbprint.ToArray());
        yield return new FuzzSeed("padded", text + "=");
        yield return new FuzzSeed("bits", text[..^1] + "B");
        yield return new FuzzSeed("space", " " + text[1..]);
    }

    private static KeyThumbprint? Parse(string text)
    {
        try
        {
            return KeyThumbprint.Parse(text);
        }
        catch (FormatException)
        {
            return null;
        }
    }
}
