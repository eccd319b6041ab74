using System.Security.Cryptography;
using Microsoft.Extensions.DependencyInjection;
using QuantumAttributes.Channels.Classical;
using QuantumAttributes.Channels.MessageSignatures;
using QuantumAttributes.Client;
using QuantumAttributes.Cryptography;
using QuantumAttributes.Integration.Tests.Support;

namespace QuantumAttributes.Integration.Tests.Authentication;

/// <summary>Alice with a second, classical key.</summary>
internal static class HybridClient
{
    public static ECDsa Key { get; } = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    public static ECDsa OtherKey { get; } = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    /// <summary>Lets Alice sign in with both keys.</summary>
    public static void Enrol(QuantumServer server, ECDsa? key = null) => server.Identities.Set(new Channels.Identities.QuantumIdentity
    {
        Key = ClientKeys.Alice.VerifyingKey,
        Subject = "alice",
        ClassicalKey = ClassicalVerifyingKey.From(key ?? Key),
    });

    /// <summary>A client that signs twice.</summary>
    public static ClientSetup Setup(bool channel, ECDsa? classical = null, RequestSigning signing = RequestSigning.WhenAsked) => new()
    {
        Channel = channel,
        Configure = builder => builder.AddQuantumAuth(ClientKeys.Alice, options =>
        {
            options.RequestSigning = signing;
            options.ClassicalKey = classical ?? Key;
        }),
    };

    /// <summary>A request with both signatures, of which a test may change anything.</summary>
    public static HttpRequestMessage Sign(SignedRequest request, SigningKey? key = null, ECDsa? classical = null)
    {
        using var signer = new ClassicalSigner(classical ?? Key);
        RequestSignatureFields fields =
            new RequestSigner(key ?? ClientKeys.Alice, request.Time, RandomNumberGenerator.Create(), signer).Sign(request);
        HttpRequestMessage message = request.Sign(ClientKeys.Alice);
        Replace(message, "Signature-Input", _ => fields.SignatureInput);
        Replace(message, "Signature", _ => fields.Signature);
        return message;
    }

    public static void Replace(HttpRequestMessage request, string name, Func<string, string> change)
    {
        string value = request.Headers.NonValidated[name].ToString();
        request.Headers.Remove(name);
        request.Headers.TryAddWithoutValidation(name, change(value));
    }
}
