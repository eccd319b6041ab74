using System.Buffers.Text;
using System.Text;
using QuantumAttributes;
using QuantumAttributes.Cryptography;

namespace Quickstart.Server;

/// <summary>Signs the bank's documents. The orchestrator calls it; customers reach it by its route.</summary>
[QuantumAgent("documents")]
public sealed class DocumentAgent(BankKey bank)
{
    /// <summary>Signs a document with the bank's key.</summary>
    [QuantumChannel]
    [QuantumCapability("document.sign", Algorithm = SignatureAlgorithmName.MLDsa65, Cost = 2, Route = "/agents/document.sign")]
    public SignedDocument Sign(Document document)
    {
        byte[] signature = bank.Key.Sign(Encoding.UTF8.GetBytes(document.Text));
        return new SignedDocument(document.Text, Base64Url.EncodeToString(signature), bank.Key.VerifyingKey.ExportSubjectPublicKeyInfoPem());
    }
}

/// <summary>The key under the bank's documents: in this sample one for each run.</summary>
public sealed class BankKey : IDisposable
{
    /// <summary>The key.</summary>
    public SigningKey Key { get; } = SigningKey.Generate(SignatureAlgorithm.MLDsa65);

    /// <summary>Wipes the key.</summary>
    public void Dispose() => Key.Dispose();
}
