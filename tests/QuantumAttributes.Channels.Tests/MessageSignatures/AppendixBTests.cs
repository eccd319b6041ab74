using System.Text;
using QuantumAttributes.Channels.MessageSignatures;
using QuantumAttributes.Channels.StructuredFields;

namespace QuantumAttributes.Channels.Tests.MessageSignatures;

/// <summary>
/// Appendix B has fifteen sections: eight with a signature, of which seven are verified and one is refused, and seven with what they
/// need.
/// </summary>
public class AppendixBTests(ITestOutputHelper output)
{
    /// <summary>B.2.2 covers <c>"@query-param";name="Pet"</c>: components with parameters are not offered.</summary>
    private const string Unsupported = "Selective Covered Components using rsa-pss-sha512";

    private const string Transformations = "HTTP Message Transformations";

    /// <summary>Keys and messages that signatures are verified with.</summary>
    private static readonly string[] Used =
    [
        "Example RSA PSS Key",
        "Example ECC P-256 Test Key",
        "Example Ed25519 Test Key",
        "Example Shared Secret",
        "Test Cases",
    ];

    /// <summary>A command that prints keys, and a key that no signature of the appendix is made with.</summary>
    private static readonly string[] Unused = ["Example Keys", "Example Key RSA test"];

    public static TheoryData<string> SignedMessages { get; } =
    [
        "Minimal Signature Using rsa-pss-sha512",
        "Full Coverage using rsa-pss-sha512",
        "Signing a Response using ecdsa-p256-sha256",
        "Signing a Request using hmac-sha256",
        "Signing a Request using ed25519",
        "TLS-Terminating Proxies",
        Transformations,
    ];

    [Fact]
    public void Given_TheAppendix_When_Counted_Expect_EverySectionInOneOfTheListsAbove()
    {
        Assert.Equal(15, AppendixB.SectionNames.Count());
        Assert.Equal(
            AppendixB.SectionNames.Order(StringComparer.Ordinal),
            SignedMessages.Select(static row => row.Data).Concat([Unsupported, .. Used, .. Unused]).Order(StringComparer.Ordinal));
        Assert.Equal(7, SignedMessages.Count);
        Assert.Equal(8, AppendixB.CountOfBases);
    }

    [Theory]
    [MemberData(nameof(SignedMessages))]
    public void Given_ASignedMessage_When_ItsBaseIsBuilt_Expect_TheAppendixsBytesAndAValidSignature(string section)
    {
        (TestMessage message, InnerList covered, byte[] signature) = Read(section);

        Assert.True(SignatureBase.TryCreate(message, covered, out byte[]? signatureBase));

        Assert.Equal(AppendixB.BaseOf(section), Encoding.ASCII.GetString(signatureBase));
        Assert.True(Verify(covered, signatureBase, signature));
        signatureBase[^1] ^= 1;
        Assert.False(Verify(covered, signatureBase, signature));
        Ran($"{section}, verified");
    }

    [Fact]
    public void Given_AComponentWithParameters_When_ABaseIsBuilt_Expect_Refusal()
    {
        (TestMessage message, InnerList covered, _) = Read(Unsupported);

        Assert.False(SignatureBase.TryCreate(message, covered, out _));
        Ran($"{Unsupported}, refused for a component with parameters");
    }

    // B.4: what intermediaries may do to a message, and what they may not.
    [Theory]
    [InlineData(0, true)]
    [InlineData(2, true)]
    [InlineData(3, true)]
    [InlineData(4, true)]
    [InlineData(5, false)]
    [InlineData(6, false)]
    public void Given_ATransformedMessage_When_Verified_Expect_OnlyHarmlessChangesPass(int block, bool expected)
    {
        TestMessage message = TestMessage.Parse(AppendixB.Blocks(Transformations)[block]);
        (InnerList covered, byte[] signature) = SignatureOf(message);

        Assert.True(SignatureBase.TryCreate(message, covered, out byte[]? signatureBase));
        Assert.Equal(expected, Verify(covered, signatureBase, signature));
        Ran($"{Transformations}, message {block}, {(expected ? "verified" : "refused")}");
    }

    private static (TestMessage Message, InnerList Covered, byte[] Signature) Read(string section)
    {
        string[] blocks = AppendixB.Blocks(section);
        TestMessage signatureFields;
        TestMessage message;
        switch (section)
        {
            case "TLS-Terminating Proxies":
                message = TestMessage.Parse(blocks[1]);
                signatureFields = TestMessage.Parse(blocks[4]);
                break;
            case Transformations:
                message = signatureFields = TestMessage.Parse(blocks[0]);
                break;
            case "Signing a Response using ecdsa-p256-sha256":
                // The source quotes another digest here than in the message of B.2; the published signature is over this one.
                message = AppendixB.Response.With("content-digest", DigestIn(AppendixB.BaseOf(section)));
                signatureFields = TestMessage.Parse("GET / HTTP/1.1\nHost: none\n" + blocks[1]);
                break;
            default:
                message = AppendixB.Request;
                signatureFields = TestMessage.Parse("GET / HTTP/1.1\nHost: none\n" + blocks[1]);
                break;
        }

        (InnerList covered, byte[] signature) = SignatureOf(signatureFields);
        return (message, covered, signature);
    }

    private static string DigestIn(string signatureBase) =>
        signatureBase.Split('\n').Single(line => line.StartsWith("\"content-digest\": ", StringComparison.Ordinal))[18..];

    private static (InnerList Covered, byte[] Signature) SignatureOf(TestMessage message)
    {
        InnerList covered = Assert.IsType<InnerList>(Only(message, "signature-input"));
        Item signature = Assert.IsType<Item>(Only(message, "signature"));
        Assert.True(signature.Value.TryGetBytes(out ReadOnlyMemory<byte> bytes));
        return (covered, bytes.ToArray());
    }

    private static Member Only(TestMessage message, string field) =>
        StructuredField.ParseDictionary(message.GetField(field)).Single().Value;

    private static bool Verify(InnerList covered, byte[] signatureBase, byte[] signature)
    {
        Assert.True(covered.Parameters["keyid"].TryGetString(out string? keyId));
        return AppendixB.Verify(keyId, signatureBase, signature);
    }

    private void Ran(string what) => output.WriteLine($"rfc9421/appendix-b.json {what} on QuantumAttributes: 1 cases");
}
