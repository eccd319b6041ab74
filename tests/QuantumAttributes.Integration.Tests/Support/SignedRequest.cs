using System.Net.Http.Headers;
using System.Security.Cryptography;
using QuantumAttributes.Channels.MessageSignatures;
using QuantumAttributes.Cryptography;

namespace QuantumAttributes.Integration.Tests.Support;

/// <summary>A request to be signed, of which a test may sign something else than it sends.</summary>
internal sealed record SignedRequest(QuantumServer Server, string Target, byte[]? Content = null) : IMessageComponents
{
    public const string ContentType = "text/plain";

    public string? Authority { get; init; } = new Uri(Server.Origin).Authority;

    public TimeProvider Time { get; init; } = Server.Time;

    /// <summary>Whether the signature admits that there is content.</summary>
    public bool HasContent { get; init; } = Content is not null;

    public string Method => Content is null ? "GET" : "POST";

    public string? Path => Target.Split('?')[0];

    public string? Query => Target.Contains('?') ? Target[Target.IndexOf('?')..] : "?";

    private string Digest => ContentDigest.Create(Content).ToString();

    public string? GetField(string lowerCaseName) => lowerCaseName switch
    {
        "content-digest" => Digest,
        "content-type" => ContentType,
        _ => null,
    };

    /// <summary>The two fields of the signature.</summary>
    public RequestSignatureFields Fields(SigningKey key) => new RequestSigner(key, Time, RandomNumberGenerator.Create()).Sign(this);

    public HttpRequestMessage Sign(SigningKey key)
    {
        RequestSignatureFields fields = Fields(key);
        var request = new HttpRequestMessage(new HttpMethod(Method), Target);
        request.Headers.TryAddWithoutValidation("Signature-Input", fields.SignatureInput);
        request.Headers.TryAddWithoutValidation("Signature", fields.Signature);
        if (Content is not null)
        {
            request.Headers.TryAddWithoutValidation("Content-Digest", Digest);
            request.Content = new ByteArrayContent(Content) { Headers = { ContentType = new MediaTypeHeaderValue(ContentType) } };
        }

        return request;
    }
}
