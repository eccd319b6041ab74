using System.Buffers.Text;
using System.Text;
using System.Text.Json.Nodes;
using QuantumAttributes.Cryptography;
using JsonObject = System.Text.Json.Nodes.JsonObject;

namespace QuantumAttributes.Channels.Tests.Support;

/// <summary>Compact JWS in three parts, to be taken apart, changed, and signed again by whoever wants to.</summary>
internal sealed record Jws(string Header, string Payload, string Signature)
{
    public static Jws Parse(string compact)
    {
        string[] parts = compact.Split('.');
        return new Jws(parts[0], parts[1], parts[2]);
    }

    public Jws WithHeader(Action<JsonObject> change) => this with { Header = Change(Header, change) };

    public Jws WithPayload(Action<JsonObject> change) => this with { Payload = Change(Payload, change) };

    public Jws WithPayload(string json) => this with { Payload = Encode(json) };

    public Jws WithHeader(string json) => this with { Header = Encode(json) };

    public string HeaderJson => Encoding.UTF8.GetString(Base64Url.DecodeFromChars(Header));

    public string PayloadJson => Encoding.UTF8.GetString(Base64Url.DecodeFromChars(Payload));

    public string SignedBy(SigningKey key) =>
        (this with { Signature = Base64Url.EncodeToString(key.Sign(Encoding.ASCII.GetBytes($"{Header}.{Payload}"))) }).ToString();

    public override string ToString() => $"{Header}.{Payload}.{Signature}";

    private static string Change(string part, Action<JsonObject> change)
    {
        JsonObject json = JsonNode.Parse(Base64Url.DecodeFromChars(part))!.AsObject();
        change(json);
        return Encode(json.ToJsonString());
    }

    private static string Encode(string json) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(json));
}
