namespace QuantumAttributes.Channels.MessageSignatures;

/// <summary>The two fields that a signed request carries. Neither is secret.</summary>
/// <param name="SignatureInput">The value of <c>Signature-Input</c>.</param>
/// <param name="Signature">The value of <c>Signature</c>.</param>
public readonly record struct RequestSignatureFields(string SignatureInput, string Signature);
