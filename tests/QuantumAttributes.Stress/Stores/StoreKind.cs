namespace QuantumAttributes.Stress.Stores;

/// <summary>The stores there are.</summary>
internal enum StoreKind
{
    Directory,
    Sqlite,
    PostgreSql,
}
