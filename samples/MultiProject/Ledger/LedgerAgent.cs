using QuantumAttributes;

namespace Shop.Ledger;

/// <summary>Keeps the ledger. The application never names this class: its assembly's module registers it and maps its route.</summary>
[QuantumAgent("ledger"), QuantumChannel]
internal sealed class LedgerAgent
{
    private int _last;

    [QuantumCapability("ledger.book", Route = "/ledger/book"), QuantumAuth("accounting")]
    public Entry Book(Entry entry) => entry with { Number = Interlocked.Increment(ref _last) };
}
