namespace QuantumAttributes.EntityFrameworkCore.Tests.Databases;

public enum DatabaseKind
{
    Sqlite,
    PostgreSql,
}
