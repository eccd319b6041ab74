using System.Text.Json.Serialization;

namespace Quickstart;

/// <summary>What a customer asks for.</summary>
public sealed record Transfer(string To, decimal Amount);

/// <summary>What the bank answers: the transfer, whose it is, and the bank's signature under it.</summary>
public sealed record Receipt(string Id, string From, SignedDocument Document);

/// <summary>What the document agent takes.</summary>
public sealed record Document(string Text);

/// <summary>What the document agent gives: a text, its ML-DSA-65 signature in base64url, and the key that verifies it.</summary>
public sealed record SignedDocument(string Text, string Signature, string KeyPem);

/// <summary>A customer's public key, to be let in with from now on.</summary>
public sealed record Enrolment(string Name, string KeyPem);

/// <summary>JSON without reflection.</summary>
[JsonSerializable(typeof(Transfer))]
[JsonSerializable(typeof(Receipt))]
[JsonSerializable(typeof(Document))]
[JsonSerializable(typeof(SignedDocument))]
[JsonSerializable(typeof(Enrolment))]
[JsonSerializable(typeof(int))]
[JsonSourceGenerationOptions(System.Text.Json.JsonSerializerDefaults.Web)]
internal sealed partial class QuickstartJson : JsonSerializerContext;
