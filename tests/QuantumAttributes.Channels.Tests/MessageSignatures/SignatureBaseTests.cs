using System.Text;
using QuantumAttributes.Channels.MessageSignatures;
using QuantumAttributes.Channels.StructuredFields;

namespace QuantumAttributes.Channels.Tests.MessageSignatures;

public class SignatureBaseTests
{
    private static readonly TestMessage Message = new()
    {
        Scheme = "HTTPS",
        Authority = "Bank.Example:443",
        RequestTarget = "/a?b",
        Path = "",
        Query = "",
        Status = 7,
        Fields = new() { ["x"] = "a\tb", ["empty"] = "", ["split"] = "a\n\"@method\": GET", ["latin"] = "é" },
    };

    [Theory]
    [InlineData("@method", "GET")]
    [InlineData("@scheme", "https")]
    [InlineData("@authority", "bank.example")]
    [InlineData("@path", "/")]
    [InlineData("@query", "?")]
    [InlineData("@request-target", "/a?b")]
    [InlineData("@target-uri", "https://bank.example/a?b")]
    [InlineData("@status", "007")]
    [InlineData("x", "a\tb")]
    [InlineData("empty", "")]
    public void Given_AComponent_When_Built_Expect_ItsNormalizedValue(string name, string value)
    {
        string expected = $"\"{name}\": {value}\n\"@signature-params\": (\"{name}\");created=1";

        Assert.True(SignatureBase.TryCreate(Message, Covering($"\"{name}\""), out byte[]? signatureBase));
        Assert.Equal(expected, Encoding.ASCII.GetString(signatureBase));
    }

    [Theory]
    [InlineData("\"absent\"")]
    [InlineData("\"@unknown\"")]
    [InlineData("\"@query-param\";name=\"b\"")]
    [InlineData("\"@signature-params\"")]
    [InlineData("\"\"")]
    [InlineData("\"X\"")]
    [InlineData("\"x\" \"x\"")]
    [InlineData("\"x\";sf")]
    [InlineData("\"x\";bs")]
    [InlineData("\"x\";key=\"a\"")]
    [InlineData("\"@method\";req")]
    [InlineData("\"x\";tr")]
    [InlineData("x")]
    [InlineData("\"split\"")]
    [InlineData("\"latin\"")]
    [InlineData("\"a\\\"\"")]
    public void Given_AComponentThatCannotBeCovered_When_Built_Expect_Refusal(string components)
    {
        Assert.False(SignatureBase.TryCreate(Message, Covering(components), out byte[]? signatureBase));
        Assert.Null(signatureBase);
    }

    [Theory]
    [InlineData("https", "h:80", "h:80")]
    [InlineData("http", "h:80", "h")]
    [InlineData("https", "h:8443", "h:8443")]
    [InlineData(null, "h:443", "h:443")]
    public void Given_APort_When_Built_Expect_OnlyTheSchemesOwnLeftOut(string? scheme, string authority, string expected)
    {
        TestMessage message = Message with { Scheme = scheme, Authority = authority };

        Assert.True(SignatureBase.TryCreate(message, Covering("\"@authority\""), out byte[]? signatureBase));
        Assert.StartsWith($"\"@authority\": {expected}\n", Encoding.ASCII.GetString(signatureBase), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://proxy.example/a", "http://proxy.example/a")]
    [InlineData("*", null)]
    [InlineData("bank.example:443", null)]
    [InlineData(null, null)]
    public void Given_ARequestTarget_When_TheUriIsBuilt_Expect_OnlyTheAbsoluteForm(string? target, string? expected)
    {
        TestMessage message = Message with { RequestTarget = target };

        bool built = SignatureBase.TryCreate(message, Covering("\"@target-uri\""), out byte[]? signatureBase);

        Assert.Equal(expected is not null, built);
        string? line = built ? Encoding.ASCII.GetString(signatureBase!).Split('\n')[0] : null;
        Assert.Equal(expected, line?["\"@target-uri\": ".Length..]);
    }

    private static InnerList Covering(string components) =>
        Assert.IsType<InnerList>(StructuredField.ParseList($"({components});created=1").Single());
}
